using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Observability.Changes;

/// <summary>On whose behalf LiteLLM is about to be changed, and why.</summary>
/// <param name="Kind">Full kind name.</param>
/// <param name="Cause">One of <see cref="ChangeCauseLabel"/>.</param>
internal sealed record ChangeOrigin(string Kind, ObjectKey Object, string Cause)
{
    private static readonly AsyncLocal<ChangeOrigin?> s_flow = new();

    /// <summary>The origin the current asynchronous flow acts for; null outside of one.</summary>
    public static ChangeOrigin? Current => s_flow.Value;

    public string? Uid { get; init; }

    public long? Generation { get; init; }

    /// <summary>Name of the Connection that is written through.</summary>
    public required string Connection { get; init; }

    /// <summary>The entry's id where it is known before the write.</summary>
    public string? EntryId { get; init; }

    /// <summary>In which fields LiteLLM differed.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init; } = [];

    /// <summary>What was filled into the body.</summary>
    public SecretValues Secrets { get; init; } = SecretValues.Empty;

    /// <summary>Other objects whose changes go out with the same request.</summary>
    public IReadOnlyList<ObjectKey> With { get; init; } = [];

    /// <summary>Makes it the <see cref="Current"/> one of the calling asynchronous method and all it starts.</summary>
    public void Enter()
    {
        s_flow.Value = this;
    }

    /// <summary>No values.</summary>
    public override string ToString()
    {
        return $"{Kind} {Object} {Cause}";
    }
}
