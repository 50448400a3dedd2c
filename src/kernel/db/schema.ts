// The tables, as numbered steps that are never edited once released. `region` leads every key, no key crosses regions,
// there is no global sequence and no foreign key: a district can be moved or split off by its rows alone.
// What can be typed is typed; the entry's body is text because it is hashed as it stands.

export const migrations: readonly { readonly id: string; readonly sql: string }[] = [
  {
    id: '0001-core',
    sql: `
create table unit (
  region text not null, id text not null, title_zh text not null, title_en text not null, kind text not null,
  parent text, successor text, from_on date not null, to_on date,
  same text[] not null, above text[] not null,
  primary key (region, id)
);
create table account (
  region text not null, id text not null, kind text not null, name_zh text not null, name_en text not null,
  password text, demo boolean not null default false,
  primary key (region, id)
);
create table post_holder (
  region text not null, account text not null, post text not null, unit text not null, from_on date not null, to_on date,
  primary key (region, account, post, unit, from_on)
);
create table session (
  region text not null, digest text not null, account text not null, expires_at timestamptz not null,
  primary key (region, digest)
);
create table token (
  region text not null, digest text not null, title text not null, post text not null, unit text not null,
  expires_at timestamptz not null,
  primary key (region, digest)
);
create table setting (
  region text not null, name text not null, value json not null, set_at timestamptz not null default now(),
  primary key (region, name)
);
create table cases (
  region text not null, id uuid not null, procedure text not null, number text not null, title text not null,
  state text not null, ended boolean not null, version integer not null,
  unit text not null, home text not null, handler text, helpers text[] not null,
  waiting_unit text, waiting_post text,
  opened_at timestamptz not null, ended_at timestamptz, due_at timestamptz, warn_at timestamptz, alarm_at timestamptz,
  adopted boolean not null, outside_system text, outside_number text, outside_hash text, code_digest text,
  facts json not null, facts_version integer not null, parties json not null, periods json not null, proposals json not null,
  head text not null,
  primary key (region, id)
) with (fillfactor = 85);
create unique index cases_number on cases (region, number);
create unique index cases_outside on cases (region, procedure, outside_system, outside_number) where outside_number is not null;
create index cases_opened on cases (region, procedure, opened_at desc, id desc);
create index cases_state on cases (region, procedure, state, opened_at desc, id desc);
create index cases_unit on cases (region, procedure, unit, opened_at desc, id desc);
create index cases_handler on cases (region, procedure, handler, opened_at desc, id desc) where handler is not null;
create index cases_open_unit on cases (region, procedure, unit, due_at, id) where not ended;
create index cases_open_due on cases (region, procedure, due_at, id) where not ended;
create index cases_waiting on cases (region, waiting_unit, waiting_post, due_at, id) where waiting_unit is not null;
create index cases_mine on cases (region, handler, due_at, id) where not ended and handler is not null;
create index cases_alarm on cases (region, alarm_at) where alarm_at is not null;
create table entry (
  region text not null, case_id uuid not null, seq integer not null, id uuid not null,
  procedure text not null, step text not null, recorded_at timestamptz not null, happened_at timestamptz not null,
  body text not null, hash text not null,
  primary key (region, case_id, seq)
);
create unique index entry_id on entry (region, id);
create table involved (
  region text not null, subject text not null, procedure text not null, opened_at timestamptz not null, case_id uuid not null,
  role text not null,
  primary key (region, subject, procedure, opened_at, case_id, role)
);
create index involved_case on involved (region, case_id);
create table link (
  region text not null, from_case uuid not null, rel text not null, to_case uuid not null,
  primary key (region, from_case, rel, to_case)
);
create index link_back on link (region, to_case, rel);
create table data_key (
  region text not null, case_id uuid not null, wrapped bytea not null, version integer not null,
  primary key (region, case_id)
);
create table blind (
  region text not null, procedure text not null, field text not null, digest bytea not null, case_id uuid not null,
  primary key (region, procedure, field, digest, case_id)
);
create table number_claim (
  region text not null, unit text not null, series text not null, year integer not null, n integer not null, case_id uuid not null,
  constraint number_claim_key primary key (region, unit, series, year, n)
);
create table request (
  region text not null, actor text not null, key text not null, digest text not null, result json not null,
  at timestamptz not null,
  constraint request_key primary key (region, actor, key)
);
create index request_at on request (region, at);
create table pending (
  region text not null, id uuid not null, case_id uuid not null, from_seq integer not null, to_seq integer not null,
  primary key (region, id)
);
create table notice (
  region text not null, id uuid not null, case_id uuid not null, procedure text not null, period text not null, light text not null,
  to_kind text not null, to_whom text not null, at timestamptz not null, seen_at timestamptz,
  primary key (region, id)
);
create index notice_to on notice (region, to_kind, to_whom, at desc);
create unique index notice_once on notice (region, case_id, period, light, to_kind, to_whom);
create table revealed (
  region text not null, id uuid not null, case_id uuid not null, procedure text not null, reader text not null, post text not null,
  unit text not null, fields text[] not null, purpose text not null, at timestamptz not null,
  primary key (region, id)
);
create index revealed_case on revealed (region, case_id, at);
create table search (
  region text not null, case_id uuid not null, procedure text not null, words tsvector not null,
  primary key (region, case_id)
);
create index search_words on search using gin (words);
create table calendar_year (
  region text not null, version integer not null, year integer not null, arrangement json not null, announced_at timestamptz not null,
  primary key (region, version)
);
create table limit_setting (
  region text not null, rule text not null, from_on date not null, value json not null, set_at timestamptz not null,
  primary key (region, rule, from_on, set_at)
);
create table procedure_seen (
  region text not null, procedure text not null, steps text[] not null, facts_version integer not null,
  primary key (region, procedure)
);
`,
  },
  {
    // A guard, not a wall: the owner of the table, and on the embedded engine everybody is that, can drop the trigger.
    // The wall is the serving role of grants.ts, and what is done behind both is found by verify.
    id: '0002-entry-guard',
    sql: `
create function entry_stands() returns trigger language plpgsql as $$
begin
  raise exception 'Entries are never changed or removed; add a correction.';
end $$;
create trigger entry_stands before update or delete or truncate on entry for each statement execute function entry_stands();
`,
  },
];
