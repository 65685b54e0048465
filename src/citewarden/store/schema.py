"""The tables, and how an older database becomes a newer one.

A noun of `citewarden.model` is a table: the columns by which it is looked up, and `row`, the whole noun as JSON text
(in a file, a long one is compressed: `codec.packed`).
Rows of an article are numbered by `place`, in the order in which they stand in it. A change of the tables is a new
entry at the end of `MIGRATIONS`; entries are never edited.
"""

from __future__ import annotations

from collections.abc import Sequence

_FIRST = """
create table article(id text primary key, path text not null, name text not null, sha256 text not null,
  wanted integer not null, read text not null);
create table file(path text primary key, mark text not null, sha256 text not null, leans text not null);

create table document(article text primary key, row text not null);
create table citation(article text, place integer, row text not null, primary key (article, place));
create table claim(article text, place integer, row text not null, primary key (article, place));
create table reference(article text, place integer, id text not null, work text not null, url text not null,
  accessed text not null, cited text not null, row text not null, primary key (article, place));
create index reference_joins on reference(article, place, work, url);
create index reference_work on reference(work);
create index reference_url on reference(url, article, accessed, cited);

create table work(id text primary key, row text not null);
create table resolution(work text, place integer, row text not null, primary key (work, place));
create table notice(work text, place integer, row text not null, primary key (work, place));
create table passage(work text, place integer, row text not null, primary key (work, place));
create table inquiry(work text, step text, made_of text not null, due text not null, sha256 text not null,
  primary key (work, step));
create table listed(work text primary key, made_of text not null, row text not null);

create table probe(url text primary key, asked_at text not null, row text not null, shown text not null,
  sha256 text not null);
create table quote(article text, claim text, source text, quote text not null, retrieved_at text not null,
  primary key (article, claim, source));

create table judged(article text primary key, made_of text not null, as_of text not null, next_due text not null,
  tally text not null, summary text not null);
create table evidence(article text, place integer, row text not null, primary key (article, place));
create table finding(article text, place integer, fingerprint text not null, row text not null,
  primary key (article, place));
create index finding_fingerprint on finding(fingerprint);
create table failure(stage text, source text, article text not null, row text not null, primary key (stage, source));

create table roll(as_of text, document text, row text not null, primary key (as_of, document));
create table seen(as_of text, fingerprint text, document text not null, row text not null,
  primary key (as_of, fingerprint));
create table totals(as_of text primary key, row text not null);
create table move(before text primary key, now text not null)
"""

_TOLD = "create table told(as_of text, owner text, news text, primary key (as_of, owner, news))"
_CHANGED = "alter table article add column changed integer not null default 0"
_PARTS = """
create table part(article text, format text, row text not null, primary key (article, format));
alter table finding add column rule_id text not null default '';
alter table finding add column level text not null default '';
alter table finding add column owner text not null default '';
alter table finding add column message text not null default '';
alter table finding add column kind text not null default '';
alter table finding add column suppressed integer not null default 0;
alter table finding add column head integer not null default 0;
alter table seen rename to seen_as_rows;
create table seen(as_of text, fingerprint text, rule_id text not null, document text not null, level text not null,
  owner text not null, message text not null, first_seen text not null, kind text not null, suppressed integer not null,
  last_seen text not null, primary key (as_of, fingerprint))
"""
"""What is one article's in the files for programs, and findings that the database compares with an earlier run's.
Articles are judged anew under another version, so that findings fill their columns then; what earlier runs saw is moved
by `store`."""

_SORTED = """
alter table probe add column terms text not null default '';
alter table probe add column since text not null default '';
alter table probe add column until text not null default ''
"""
"""Under what terms, since when and until when ("" for as long as nothing is new about it) an address is left alone."""

_SINCE = """
alter table seen rename to seen_by_run;
create table seen(fingerprint text, since text, until text not null, rule_id text not null, document text not null,
  level text not null, owner text not null, message text not null, first_seen text not null, kind text not null,
  suppressed integer not null, last_seen text not null, primary key (fingerprint, since));
create index judged_as_of on judged(as_of, article);
create index seen_since on seen(since);
create index seen_until on seen(until) where until <> '';
create index seen_document on seen(document);
create index seen_lost on seen(last_seen) where last_seen <> ''
"""
"""What runs saw with the dates since and until which they did; what earlier runs saw is moved by `store`."""

_PARTITIONS = """
alter table judged add column sha256 text not null default '';
create table partial(what text, first text, key text not null, row text not null, primary key (what, first));
insert into inquiry(work, step, made_of, due, sha256) select id, step, '', '', '' from work,
  (select 'resolution' as step union select 'notice' union select 'passage') as steps where true
  on conflict(work, step) do nothing;
create index inquiry_due on inquiry(step, made_of, due, work);
create table recited(url text primary key);
insert into recited select distinct url from reference where url <> '';
create index probe_settled on probe(terms, since, until, url)
"""
"""A digest of what an article was judged, and what was worked out of some articles each (`partitions.py`); works that
were never asked about, in the order in which those that are due are found; addresses that articles cite anew or no
longer."""

MIGRATIONS: Sequence[str] = (_FIRST, _TOLD, _CHANGED, _PARTS, _SORTED, _SINCE, _PARTITIONS)
"""SQL that makes each version out of the one before."""

TABLES: Sequence[str] = tuple(
    dict.fromkeys(
        line.split("(")[0].removeprefix("create table ")
        for line in "\n".join(MIGRATIONS).splitlines()
        if line.startswith("create table ")
    )
)
"""All tables but `meta`, which holds the version."""
