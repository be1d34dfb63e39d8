namespace Alitellm.Kubernetes.Informers;

/// <summary>An answer of our own write that the watch has not brought yet.</summary>
/// <param name="Announced">The state subscribers were last told; null when they know nothing of the object.</param>
/// <param name="At">When it was put (timestamp of the injected clock).</param>
internal readonly record struct OwnWrite<T>(ulong Version, T? Announced, long At)
    where T : class;
