// The door to the kernel's law: the rules, their versions and settings, dated parameters, citations and statute texts.

export { article, type Citation, chineseNumber, citationLabel, cite, lawTitles } from './citation.ts';
export { type DueAnswer, type DueFailure, type DueRequest, type DueResult, due } from './due-command.ts';
export { LawError } from './law-error.ts';
export { laws } from './laws.ts';
export { createLaw, nationalLaw, rules } from './library.ts';
export { lineages } from './lineages.ts';
export { defineParameter, type Parameter, type ParameterVersion, valueOn, versionOn } from './parameters.ts';
export { defineRule, extensionAllowance, hasTimeLimit, isInForce, isSetting, unitOfDays } from './rule.ts';
export { findArticle, parseStatute, type Statute, type StatuteArticle } from './statutes.ts';
export { additionalFine } from './surcharge.ts';
export type {
  Bound,
  Confidence,
  Extension,
  Law,
  LawTitle,
  Lineage,
  Rule,
  RuleFacts,
  RuleKind,
  Setting,
  Threshold,
  TimeUnit,
  Unit,
} from './types.ts';
