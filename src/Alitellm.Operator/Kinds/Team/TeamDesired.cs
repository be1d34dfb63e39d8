using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>A team as the spec wants it, secrets filled in.</summary>
/// <param name="Fields">Everything but the id, the grants and the metadata; every modelled field is there, null where there is no limit.</param>
/// <param name="Grants">object_permission, every managed list included.</param>
/// <param name="Metadata">The declared keys of the metadata; the others belong to people.</param>
/// <param name="Declared">The paths of what spec.params adds to the modelled fields, for the record of what must be cleared one day.</param>
internal sealed record TeamDesired(string Name, JsonObject Fields, JsonObject Grants, JsonObject Metadata, IReadOnlyList<string> Declared, string Hash) : IDesiredEntry
{
    /// <summary>The paths of values that secrets were filled into. LiteLLM shows them in clear; we show neither its value nor ours.</summary>
    public IgnorePaths Secret { get; init; } = IgnorePaths.None;

    /// <summary>Keeps secrets out of logs and exceptions.</summary>
    public override string ToString()
    {
        return $"team {Name}";
    }
}
