namespace Alitellm.Operator.Remote.Deleting;

/// <summary>What becomes of the finalizer.</summary>
internal enum DeletionStep
{
    /// <summary>Remove it: the goal is met.</summary>
    Drain,

    /// <summary>Remove it although the entry may still be there, and say so.</summary>
    DrainOrphaned,

    /// <summary>Keep it and try again soon.</summary>
    Retry,

    /// <summary>Keep it, say that the deletion is blocked, and try again.</summary>
    Block,
}
