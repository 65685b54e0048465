# What an editor should look at: each batch of articles that the plan names is judged by itself, anywhere. What was found
# goes into the store and the pages in place, then what is about all articles is written.
# in: the store   out: the store, reports/


rule site:
    input:
        plan=local(rules.ask.output),
        made=lambda wildcards: made("judge", checkpoints.ask),
        decisions=DECISIONS,
        run=OF,
    output:
        local(
            expand(
                "<reports>/{file}",
                file=("index.html", "findings.csv", "findings.sarif", "junit.xml"),
            )
        ),
        done=touch(local(SITE_DONE)),
    log:
        local("<logs>/site.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step site {input.made:q} --run {input.run:q} 2> {log:q}"
