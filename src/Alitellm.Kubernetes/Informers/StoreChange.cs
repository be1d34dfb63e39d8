namespace Alitellm.Kubernetes.Informers;

/// <summary>What a change of the store means for subscribers.</summary>
/// <param name="Own">Nothing but the echo of our own write: only for those who asked for it.</param>
internal readonly record struct StoreChange<T>(InformerEvent<T> Event, bool Own)
    where T : class;
