# What an editor should look at: each batch of articles that the plan names is judged by itself, anywhere.
# in: the store   out: the store, reports/


rule take_judge:
    input:
        plan=local(rules.ask.output),
        made=lambda wildcards: made("judge", checkpoints.ask),
        run=OF,
    output:
        local("<results>/judged.txt"),
    log:
        local("<logs>/take-judge.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step take-judge {input.made:q} --out {output:q} --run {input.run:q} 2> {log:q}"


rule site:
    input:
        local(rules.take_judge.output),
        DECISIONS,
        run=OF,
    output:
        local("<reports>/index.html"),
    log:
        local("<logs>/site.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step site --run {input.run:q} 2> {log:q}"


rule exports:
    input:
        local(rules.take_judge.output),
        DECISIONS,
        run=OF,
    output:
        local(
            expand(
                "<reports>/{file}",
                file=("findings.csv", "findings.sarif", "junit.xml"),
            )
        ),
    log:
        local("<logs>/exports.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step site --exports --run {input.run:q} 2> {log:q}"
