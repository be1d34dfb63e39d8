using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>One field in which LiteLLM differs from what is asked for.</summary>
/// <param name="Path">Dotted path in the LiteLLM body, see <see cref="FieldPath"/>.</param>
/// <param name="Desired">What is asked for; null for JSON null and, with <see cref="DesiredAbsent"/>, for nothing at all.</param>
/// <param name="Observed">What LiteLLM has; null for JSON null and, with <see cref="ObservedAbsent"/>, for nothing at all.</param>
/// <param name="Secret">The field's name says that it holds a secret: its values must not be shown.</param>
internal sealed record FieldDifference(string Path, JsonNode? Desired, JsonNode? Observed, bool Secret)
{
    /// <summary>The field should not exist.</summary>
    public bool DesiredAbsent { get; init; }

    /// <summary>The field is missing in LiteLLM.</summary>
    public bool ObservedAbsent { get; init; }

    /// <summary>The path only: the values may be secrets.</summary>
    public override string ToString()
    {
        return $"FieldDifference {{ {Path} }}";
    }
}
