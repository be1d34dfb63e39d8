namespace Alitellm.Benchmarks.Queueing;

/// <summary>One row of the queue comparison: how many producers and consumers, and how many adds fall on how many keys.</summary>
internal sealed record QueueCase(string Name, int Producers, int Consumers, int Keys, int Adds);
