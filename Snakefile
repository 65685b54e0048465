# The audit of a whole site: articles/ and references/ in, reports/ out.
#
#   snakemake --cores all            what `citewarden audit` runs
#   snakemake --cores all -- gate    the same, and fail when something blocks


include: "rules/common.smk"
include: "rules/read.smk"
include: "rules/works.smk"
include: "rules/links.smk"
include: "rules/report.smk"
include: "rules/gate.smk"
include: "rules/parcels.smk"


rule all:
    default_target: True
    input:
        # named here so that Snakemake looks at the step itself, not only at the files it rewrote
        local("<results>/slices/cut.json"),
        local("<reports>/index.html"),
        local(rules.exports.output),
        local(expand("<results>/pages/{shard}.jsonl", shard=SHARDS)),
    localrule: True
