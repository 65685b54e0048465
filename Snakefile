# The audit of a whole site: articles/ and references/ in, reports/ out.
#
#   snakemake --cores all            what `citewarden audit` runs
#   snakemake --cores all -- gate    the same, and fail when something blocks


# Only what a batch holds goes to other machines: all that opens the store or asks others runs where the run was started.
localrules:
    plan_read,
    ask,
    site,
    gate,
    send,


include: "rules/common.smk"
include: "rules/batches.smk"
include: "rules/read.smk"
include: "rules/works.smk"
include: "rules/report.smk"
include: "rules/gate.smk"


rule all:
    default_target: True
    input:
        local(rules.site.output),
    localrule: True
