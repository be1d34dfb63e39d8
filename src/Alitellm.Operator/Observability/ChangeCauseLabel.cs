using Alitellm.Operator.Remote.Deciding;

namespace Alitellm.Operator.Observability;

/// <summary>The <c>cause</c> of a request that changes LiteLLM, in metrics and in the change log.</summary>
internal static class ChangeCauseLabel
{
    public const string Created = "created";
    public const string Recreated = "recreated";
    public const string Updated = "updated";
    public const string Adopted = "adopted";
    public const string Drifted = "drifted";
    public const string DuplicatePruned = "duplicate_pruned";
    public const string Deleted = "deleted";

    /// <summary>The team that <c>ENSURE_DEFAULT_TEAM</c> keeps without an object.</summary>
    public const string DefaultTeam = "default_team";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Created, Recreated, Updated, Adopted, Drifted, DuplicatePruned, Deleted, DefaultTeam, Other];

    public static string Of(WriteCause cause) => cause switch
    {
        WriteCause.FirstCreate => Created,
        WriteCause.Vanished => Recreated,
        WriteCause.SpecChanged => Updated,
        WriteCause.Adopted => Adopted,
        WriteCause.Drifted => Drifted,
        WriteCause.Duplicated => DuplicatePruned,
        _ => Other,
    };
}
