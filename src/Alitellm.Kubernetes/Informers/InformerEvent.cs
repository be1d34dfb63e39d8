namespace Alitellm.Kubernetes.Informers;

/// <summary>A change of the store. <c>Old</c> is null when added, <c>New</c> is null when deleted.</summary>
/// <param name="IsInitial">Part of the first list: nobody edited anything.</param>
public readonly record struct InformerEvent<T>(ObjectKey Key, T? Old, T? New, bool IsInitial)
    where T : class;
