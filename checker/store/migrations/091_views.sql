-- Numbers that are numbers, and no order of their own: whoever asks can sort, and a first page needs no sorting of all.
DROP VIEW figures_over_time;
DROP VIEW statements_flat;
DROP VIEW open_discrepancies;
CREATE VIEW open_discrepancies AS
  SELECT id, rule, verdict, severity, status, opened_at, changed_at, json_extract(data, '$.title.en') AS title,
    json_extract(data, '$.title.es') AS title_es, json_extract(data, '$.topic.fact') AS fact,
    json_extract(data, '$.topic.place') AS place, json_extract(data, '$.topic.of') AS counted,
    CAST(json_extract(data, '$.gap.ratio') AS REAL) AS ratio
  FROM discrepancies WHERE status IN ('open', 'acknowledged');
CREATE VIEW statements_flat AS
  SELECT s.id, s.fact, s.article, a.outlet, coalesce(o.origin, a.origin) AS origin, a.published, a.lang, a.url,
    CAST(json_extract(s.data, '$.value.low') AS REAL) AS low, CAST(json_extract(s.data, '$.value.high') AS REAL) AS high,
    json_extract(s.data, '$.value.qualifier') AS qualifier, json_extract(s.data, '$.value.unit') AS unit,
    json_extract(s.data, '$.stance') AS stance, json_extract(s.data, '$.aspect') AS aspect,
    json_extract(s.data, '$.claimants[0].text') AS claimant, json_extract(s.data, '$.claimants[0].party') AS party,
    json_extract(s.data, '$.of.text') AS counted, json_extract(s.data, '$.place.text') AS place,
    json_extract(s.data, '$.evidence.quote') AS quote, json_extract(s.data, '$.evidence.sentence') AS sentence
  FROM statements s JOIN articles a ON a.id = s.article LEFT JOIN origins o ON o.article = s.article WHERE s.newest = 1;
CREATE VIEW figures_over_time AS
  SELECT fact, place, counted, published, coalesce(claimant, outlet) AS said_by, low, high, unit, quote, outlet, origin, article
  FROM statements_flat WHERE low IS NOT NULL OR high IS NOT NULL;
