using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Remote;

/// <summary>How an entry differs from what is wanted.</summary>
/// <param name="Differences">Field by field; empty when nothing differs.</param>
/// <param name="NeedsReplace">LiteLLM's update cannot bring it about (it never removes a key): delete and create.</param>
internal sealed record Comparison(IReadOnlyList<FieldDifference> Differences, bool NeedsReplace)
{
    public static readonly Comparison Equal = new([], false);

    public bool IsEqual => Differences.Count == 0;
}
