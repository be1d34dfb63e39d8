namespace Alitellm.Operator.Remote.Observing;

/// <summary>An entry that appeared (<c>Old</c> is null), vanished (<c>New</c> is null) or changed between two lists.</summary>
internal readonly record struct RemoteChange<TObserved>(TObserved? Old, TObserved? New)
    where TObserved : class, IObservedEntry;
