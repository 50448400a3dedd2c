// Who works on the hotline. Power comes from these posts only; which unit holds which post is the region's to say.
import { post } from '#kernel';

export const operator = post('hotline.operator', '话务员', 'Operator');
export const dispatcher = post('hotline.dispatcher', '派单班长', 'Dispatcher');
export const handler = post('hotline.handler', '承办人', 'Handler');
export const revisitor = post('hotline.revisitor', '回访员', 'Call-back officer');
export const analyst = post('hotline.analyst', '分析员', 'Analyst');
