-- Newcomers of an import whose projections have not reached Kafka yet: those that (still) have this version. One row a
-- transaction of the import, and none of them names anybody.
create table unpublished_import (
    version bigint primary key
);

-- Serves the relay of imports: the projections of one version.
create index projection_of_version on projection (version);
