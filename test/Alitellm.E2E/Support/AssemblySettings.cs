using NUnit.Framework;

// Scenarios share the operator and the API server, as users of a cluster do, and nothing else; most of their time they wait.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(24)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
