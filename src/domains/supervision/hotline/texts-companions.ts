// Pure data: what the hotline's companions (knowledge, clusters, monthly paper, 民声面对面) call their states and steps.

export const knowledge = {
  title: { zh: '知识条目', en: 'Knowledge article' },
  states: {
    proposed: { title: { zh: '待审核', en: 'Proposed' } },
    reviewed: { title: { zh: '已审核，待签发', en: 'Reviewed, to be signed' } },
    inForce: { title: { zh: '有效', en: 'In force' } },
    expired: { title: { zh: '已过期', en: 'Expired' } },
    withdrawn: { title: { zh: '已撤下', en: 'Withdrawn' } },
  },
  steps: {
    propose: { title: { zh: '提出', en: 'Propose' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    review: { title: { zh: '审核', en: 'Review' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    enact: { title: { zh: '生效', en: 'Bring into force' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    revise: { title: { zh: '修订', en: 'Revise' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    expire: { title: { zh: '到期', en: 'Let expire' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    withdraw: { title: { zh: '撤下', en: 'Withdraw' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  },
} as const;

export const cluster = {
  title: { zh: '集中诉求', en: 'Cluster of demands' },
  states: {
    opened: { title: { zh: '待核实', en: 'To be verified' } },
    verified: { title: { zh: '已核实', en: 'Verified' } },
    dismissed: { title: { zh: '不成立', en: 'Dismissed' } },
    curing: { title: { zh: '治理中', en: 'Being cured' } },
    cured: { title: { zh: '待验收', en: 'Cured, to be checked' } },
    closed: { title: { zh: '已办结', en: 'Closed' } },
  },
  steps: {
    open: { title: { zh: '发现', en: 'Open' }, basis: [{ law: 'personal-information-law', article: '6' }] },
    verify: { title: { zh: '核实', en: 'Verify' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    dismiss: { title: { zh: '不成立', en: 'Dismiss' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    hand: {
      title: { zh: '交办治理', en: 'Hand over for cure' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    cure: {
      title: { zh: '报告治理结果', en: 'Report the cure' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    again: { title: { zh: '继续治理', en: 'Send back' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    close: { title: { zh: '验收办结', en: 'Check and close' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  },
} as const;

export const monthly = {
  title: { zh: '热线月报', en: 'Monthly paper' },
  states: {
    draft: { title: { zh: '编制中', en: 'Draft' } },
    signed: { title: { zh: '已签批', en: 'Signed' } },
    issued: { title: { zh: '已印发', en: 'Issued' } },
  },
  steps: {
    assemble: { title: { zh: '编制', en: 'Assemble' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    revise: { title: { zh: '修改', en: 'Revise' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    sign: { title: { zh: '签批', en: 'Sign' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    issue: { title: { zh: '印发', en: 'Issue' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  },
} as const;

export const topic = {
  title: { zh: '民声面对面话题', en: 'Topic of 民声面对面' },
  states: {
    proposed: { title: { zh: '待安排', en: 'Proposed' } },
    scheduled: { title: { zh: '已安排', en: 'Scheduled' } },
    held: { title: { zh: '已召开，待答复', en: 'Held, to be answered' } },
    answered: { title: { zh: '已答复', en: 'Answered' } },
    dropped: { title: { zh: '未采用', en: 'Not taken up' } },
  },
  steps: {
    propose: { title: { zh: '提出话题', en: 'Propose' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    schedule: {
      title: { zh: '安排见面会', en: 'Schedule the meeting' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    hold: {
      title: { zh: '召开见面会', en: 'Hold the meeting' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    answer: { title: { zh: '答复', en: 'Answer' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    drop: { title: { zh: '不采用', en: 'Drop' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  },
} as const;

export const promise = {
  title: { zh: '民声面对面承诺', en: 'Promise of 民声面对面' },
  states: {
    made: { title: { zh: '待兑现', en: 'To be kept' } },
    kept: { title: { zh: '已兑现', en: 'Kept' } },
    broken: { title: { zh: '未兑现', en: 'Broken' } },
  },
  steps: {
    make: { title: { zh: '作出承诺', en: 'Make' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    keep: { title: { zh: '兑现', en: 'Keep' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
    break: {
      title: { zh: '说明未兑现', en: 'Say why it is broken' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    renegotiate: {
      title: { zh: '变更承诺', en: 'Renegotiate' },
      basis: [{ law: 'state-council-2020-53', article: '' }],
    },
    remind: { title: { zh: '提醒', en: 'Remind' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  },
} as const;
