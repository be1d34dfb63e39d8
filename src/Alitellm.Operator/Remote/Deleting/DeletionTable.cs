using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Pure truth table of the finalizer, the same for every kind.</summary>
internal static class DeletionTable
{
    /// <param name="graceOver">Whether <c>ORPHAN_GRACE</c> has passed since the deletion was asked for.</param>
    public static DeletionStep Decide(DeletionPolicy policy, DeletionOutcome outcome, bool graceOver)
    {
        return (policy, outcome) switch
        {
            (_, DeletionOutcome.Confirmed) => DeletionStep.Drain,
            (_, DeletionOutcome.NotTried) => DeletionStep.Retry,
            (DeletionPolicy.Delete, _) => DeletionStep.Block,
            (_, DeletionOutcome.Refused) => DeletionStep.DrainOrphaned,
            _ => graceOver ? DeletionStep.DrainOrphaned : DeletionStep.Retry,
        };
    }
}
