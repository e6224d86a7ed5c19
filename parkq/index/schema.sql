-- What a store holds, and what judging it comes to. The views at the end are the public promise;
-- the tables may change with any format. Ids are the store's own, numbers are of this file alone.
-- Figures are in base units. `detail` is the row's object whole, as JSON (`parkq.index.record`).

-- What made this file: program, root; what it found: problems (JSON), names (kinds that have terms).
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A file of the store, or what is passed over with a word: its size is then -1.
CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,        -- in the order of the store
  name TEXT NOT NULL UNIQUE,     -- relative to the store's root
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,     -- nanoseconds since the epoch, as is `changed`
  inode INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  device INTEGER NOT NULL,
  racy INTEGER NOT NULL,         -- whether it had only just been written, so that stamps prove nothing
  digest TEXT NOT NULL,          -- of its content
  vocabulary TEXT NOT NULL,      -- of the entities, attributes and relations that it defines
  strays INTEGER NOT NULL,       -- whether it states something in the name of another file's source
  facts INTEGER NOT NULL         -- how many it states
);

CREATE TABLE source (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file INTEGER NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  published TEXT,                -- EDTF
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  derived_from TEXT,             -- the id of the source that it reprints
  facts INTEGER NOT NULL,        -- how many it states
  detail TEXT NOT NULL
);
CREATE INDEX source_of_file ON source (file);

CREATE TABLE entity (
  number INTEGER PRIMARY KEY,    -- in the order of the store
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_of TEXT,                  -- the id of another entity
  code TEXT,
  facts INTEGER NOT NULL,        -- how many are stated of it
  detail TEXT NOT NULL
);
CREATE INDEX entity_part_of ON entity (part_of);

CREATE TABLE attribute (
  number INTEGER PRIMARY KEY,    -- in the order of the store
  id TEXT NOT NULL UNIQUE,
  label_en TEXT NOT NULL,        -- what it is called in each language
  label_zh TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,            -- that its values are displayed in
  facts INTEGER NOT NULL,
  detail TEXT NOT NULL
);

CREATE TABLE relation (number INTEGER PRIMARY KEY, id TEXT NOT NULL, detail TEXT NOT NULL);

CREATE TABLE accepted (
  number INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  file INTEGER NOT NULL,
  position INTEGER NOT NULL,     -- among the acknowledgements of its file
  detail TEXT NOT NULL
);
CREATE INDEX accepted_of_entity ON accepted (entity);
CREATE INDEX accepted_of_file ON accepted (file);

CREATE TABLE fact (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  entity INTEGER NOT NULL,
  attribute INTEGER NOT NULL,
  source INTEGER NOT NULL,
  role TEXT NOT NULL,
  stated TEXT NOT NULL,          -- the words of the source
  display TEXT NOT NULL,         -- in the attribute's unit; 'unread' where they are no figure
  value REAL,                    -- of a number; of a date it is `day`
  low REAL,
  high REAL,
  day DATE,
  since DATE,                    -- the first and the last day that a date may be
  until DATE,
  unit TEXT,
  hedge TEXT,                    -- none where the figure is unread
  as_of TEXT,                    -- EDTF, as the source says
  dated TEXT NOT NULL,           -- the same, or the day of publication with a star
  scope TEXT NOT NULL,
  rank TEXT NOT NULL,
  locator TEXT NOT NULL,         -- where in the document
  note TEXT NOT NULL,
  measure TEXT,                  -- where the store says it and the words do not, as the next two
  unit_given TEXT NOT NULL,
  currency TEXT NOT NULL,        -- what 元 means
  status TEXT,                   -- preliminary or revised
  whole TEXT NOT NULL,           -- the id of the attribute or the entity that a share is of
  file INTEGER NOT NULL,
  position INTEGER NOT NULL,     -- among the facts of its file
  line INTEGER NOT NULL,
  checksum INTEGER NOT NULL      -- CRC-32 of all before it but the number
);
CREATE INDEX fact_of_entity ON fact (entity);
CREATE INDEX fact_of_file ON fact (file, position);
CREATE INDEX fact_of_source ON fact (source, entity);
CREATE INDEX fact_of_whole ON fact (whole) WHERE whole <> '';

-- Facts that are judged together: a comparison, a change, or a check between measures.
CREATE TABLE comparison (
  number INTEGER PRIMARY KEY,    -- in the order of the vocabulary within an entity
  entity INTEGER NOT NULL,
  attribute INTEGER NOT NULL,
  role TEXT NOT NULL,
  form TEXT NOT NULL,            -- comparison, change, or check between measures
  as_of TEXT NOT NULL,           -- the time that it is of, in EDTF
  verdict TEXT NOT NULL,
  gravity INTEGER NOT NULL,      -- the place of the verdict among all, the gravest last
  severity INTEGER NOT NULL,     -- 0 silent, 1 info, 2 warning, 3 error
  gap REAL,                      -- in the base unit
  gap_ratio REAL,                -- of the larger figure
  sources INTEGER NOT NULL,      -- how many state its facts
  is_accepted INTEGER NOT NULL,
  acknowledgement TEXT NOT NULL, -- until when it may stand, why, and what was decided
  settle TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  why TEXT NOT NULL,             -- sentences, the deciding one first, a line each
  line TEXT,                     -- its JSON as printed, of what asks for attention
  detail TEXT NOT NULL,
  checksum INTEGER NOT NULL      -- CRC-32 of all before it but the number
);
CREATE INDEX comparison_of_entity ON comparison (entity);
CREATE INDEX comparison_severe ON comparison (severity, verdict) WHERE severity >= 2;

CREATE TABLE comparison_fact (
  comparison INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (comparison, fact)
) WITHOUT ROWID;

-- Names as written and lightly folded: enough for a name that is typed right.
CREATE TABLE name (
  kind TEXT NOT NULL,            -- entity, attribute, source
  id TEXT NOT NULL,
  written TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE INDEX name_written ON name (kind, written);
CREATE INDEX name_folded ON name (kind, folded);
CREATE INDEX name_of_id ON name (kind, id);

-- The rest is filled when the first question needs it: `parkq.index.names`.

-- A text that items are found by. Facts that state the same share one.
CREATE TABLE term (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,            -- entity, attribute, source, fact
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  sort TEXT NOT NULL             -- of zone, that a name tells
);
CREATE INDEX term_text ON term (kind, text, field);

CREATE TABLE bearer (
  term INTEGER NOT NULL,
  item INTEGER NOT NULL,         -- the number of what has it
  position INTEGER NOT NULL,     -- among the terms of the item
  PRIMARY KEY (term, item, position)
) WITHOUT ROWID;
CREATE INDEX bearer_item ON bearer (item);

-- A text folded: what is typed is looked for among these, in one lane or another.
CREATE TABLE spelling (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  lane TEXT NOT NULL,            -- full, stems, spoken, rare, initials, spelled, latin, typed
  key TEXT NOT NULL,
  UNIQUE (kind, lane, key)
);
CREATE TABLE spelling_term (
  spelling INTEGER NOT NULL,
  term INTEGER NOT NULL,
  PRIMARY KEY (spelling, term)
) WITHOUT ROWID;
CREATE INDEX spelling_of_term ON spelling_term (term);

-- What a character sounds like, the usual reading first.
CREATE TABLE sound (character TEXT PRIMARY KEY, readings TEXT NOT NULL) WITHOUT ROWID;

-- The public promise, version 1.

CREATE VIEW entities AS
SELECT id, name, kind, part_of, code, facts FROM entity;

CREATE VIEW sources AS
SELECT source.id, title, publisher, published, kind, url, derived_from, source.facts,
  file.name AS file
FROM source JOIN file ON file.number = source.file;

CREATE VIEW facts AS
SELECT fact.id, entity.id AS entity, attribute.id AS attribute, role, stated, display,
  value, low, high, day, since, until, fact.unit, hedge, as_of, scope, rank,
  source.id AS source, locator, note, measure, status, whole, file.name AS file, line
FROM fact
JOIN entity ON entity.number = fact.entity
JOIN attribute ON attribute.number = fact.attribute
JOIN source ON source.number = fact.source
JOIN file ON file.number = fact.file;

CREATE VIEW verdicts AS
SELECT entity.id AS entity, attribute.id AS attribute, role, form, as_of, verdict, severity, gap, gap_ratio,
  sources, is_accepted, settle, why, fingerprint
FROM comparison
JOIN entity ON entity.number = comparison.entity
JOIN attribute ON attribute.number = comparison.attribute;
