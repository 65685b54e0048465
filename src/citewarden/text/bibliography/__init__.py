"""Bibliographies as files keep them: BibTeX, CSL-JSON, CSL-YAML, RIS and MEDLINE, each as CSL-JSON items."""
