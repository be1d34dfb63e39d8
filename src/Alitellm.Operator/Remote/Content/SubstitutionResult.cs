using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>What came of filling in the placeholders of one bag.</summary>
/// <param name="Bag">A new tree; it carries secrets and must never be logged.</param>
/// <param name="Unresolved">Placeholders without a value, left in the tree as they were, in ordinal order.</param>
/// <param name="Used">Every placeholder the bag names, resolved or not, in ordinal order.</param>
internal sealed record SubstitutionResult(JsonObject Bag, IReadOnlyList<string> Unresolved, IReadOnlyList<string> Used)
{
    public bool IsComplete => Unresolved.Count == 0;

    /// <summary>Names only, never the tree.</summary>
    public override string ToString()
    {
        return $"SubstitutionResult {{ Used = [{string.Join(", ", Used)}], Unresolved = [{string.Join(", ", Unresolved)}] }}";
    }
}
