"""A local world of registries and sites on loopback, for tests, the demo and benchmarks."""
