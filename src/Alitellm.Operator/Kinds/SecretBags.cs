using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds;

/// <summary>The free-form bags of a spec with their placeholders filled in, or the reason they cannot be.</summary>
internal sealed record SecretBags
{
    private SecretBags()
    {
    }

    /// <summary>In the order given. They carry secrets and must never be logged.</summary>
    public IReadOnlyList<JsonObject> Filled { get; private init; } = [];

    public (string Reason, string Message)? Failure { get; private init; }

    /// <summary>Bindings that no placeholder uses.</summary>
    public IReadOnlyList<Notice> Notices { get; private init; } = [];

    /// <param name="bags">Each with its field of the spec, for messages.</param>
    public static SecretBags Fill(IEnumerable<SecretBinding>? bindings, IReadOnlyDictionary<string, string> values, params IReadOnlyList<(string Field, JsonObject Bag)> bags)
    {
        var bound = (bindings ?? []).ToList();
        if (SecretBindingRules.Duplicates(bound) is { Count: > 0 } duplicates)
        {
            return new() { Failure = (ConditionReasons.InvalidConfig, $"spec.secrets binds {string.Join(", ", duplicates)} more than once") };
        }

        var results = bags.Select(bag => (bag.Field, Result: Placeholders.Substitute(bag.Bag, values))).ToList();
        foreach (var (field, result) in results.Where(entry => !entry.Result.IsComplete))
        {
            return new() { Failure = (ConditionReasons.SecretNotFound, $"{field}: no entry in spec.secrets for {string.Join(", ", result.Unresolved)}") };
        }

        var used = results.SelectMany(entry => entry.Result.Used).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Filled = [.. results.Select(entry => entry.Result.Bag)],
            Notices = [.. SecretBindingRules.Unused(bound, used).Select(name => new Notice("UnusedSecretRef", $"spec.secrets entry {name} is used by no placeholder", IsWarning: false))],
        };
    }

    /// <summary>Counts only.</summary>
    public override string ToString()
    {
        return $"SecretBags {{ {Filled.Count} }}";
    }
}
