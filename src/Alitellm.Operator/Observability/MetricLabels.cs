namespace Alitellm.Operator.Observability;

/// <summary>Label names, and the texts of label values that come from enums.</summary>
internal static class MetricLabels
{
    public const string Kind = "kind";
    public const string Result = "result";
    public const string Domain = "domain";
    public const string Action = "action";
    public const string Reason = "reason";
    public const string Role = "role";
    public const string Name = "name";
    public const string Source = "source";
    public const string Version = "version";
    public const string Runtime = "runtime";
    public const string Ready = "ready";
    public const string Cause = "cause";

    /// <summary>Never <c>namespace</c>: that collides with the label of the scrape target.</summary>
    public const string Namespace = "cr_namespace";

    public static string Text(this ReconcileOutcome outcome) => outcome switch
    {
        ReconcileOutcome.Success => "success",
        ReconcileOutcome.Error => "error",
        ReconcileOutcome.Requeued => "requeued",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Text(this DriftAction action) => action switch
    {
        DriftAction.CreateMissing => "create_missing",
        DriftAction.UpdateDrifted => "update_drifted",
        DriftAction.DeleteVanished => "delete_vanished",
        DriftAction.DuplicatePruned => "duplicate_pruned",
        DriftAction.AdoptedByName => "adopted_by_name",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    public static string Text(this ConflictRole role) => role switch
    {
        ConflictRole.Loser => "loser",
        ConflictRole.Winner => "winner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string Text(this ChildAction action) => action switch
    {
        ChildAction.Create => "create",
        ChildAction.Update => "update",
        ChildAction.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    public static string Text(this ChildWriteResult result) => result switch
    {
        ChildWriteResult.Success => "success",
        ChildWriteResult.Error => "error",
        ChildWriteResult.Conflict => "conflict",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };
}
