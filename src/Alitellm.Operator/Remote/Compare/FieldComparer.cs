using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>
/// Finds the fields in which LiteLLM differs from what is asked for: objects key by key, lists as whole values in order, numbers by value,
/// masked fields only as far as the mask lets a change be seen.
/// </summary>
internal static class FieldComparer
{
    /// <summary>The differences in the order of the desired keys, then of the extra ones.</summary>
    public static IReadOnlyList<FieldDifference> Compare(JsonObject desired, JsonObject observed, CompareRules rules)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(rules);
        var differences = new List<FieldDifference>();
        CompareObjects(new(rules.Prefix, Hidden: false, Secret: false), desired, observed, rules, differences);
        return differences;
    }

    private static void CompareObjects(Place place, JsonObject desired, JsonObject observed, CompareRules rules, List<FieldDifference> differences)
    {
        foreach (var (key, value) in desired)
        {
            var field = place.Child(key, rules);
            if (IsUncompared(field.Path, rules))
            {
                continue;
            }

            if (observed.TryGetPropertyValue(key, out var shown))
            {
                CompareValues(field, value, shown, rules, differences);
            }
            else if (!MaySilentlyMiss(key, rules) && !SaysNothing(field.Path, value, rules))
            {
                differences.Add(new(field.Path.ToString(), value, null, field.Secret) { ObservedAbsent = true });
            }
        }

        var top = ReferenceEquals(place.Path, rules.Prefix);
        if (top && !rules.ExtraKeysDiffer)
        {
            return;
        }

        foreach (var (key, shown) in observed)
        {
            if (desired.ContainsKey(key) || (top && rules.ServerOwnedKeys.Contains(key)))
            {
                continue;
            }

            var field = place.Child(key, rules);
            if (!IsUncompared(field.Path, rules) && !SaysNothing(field.Path, shown, rules))
            {
                differences.Add(new(field.Path.ToString(), null, shown, field.Secret) { DesiredAbsent = true });
            }
        }
    }

    private static void CompareValues(Place place, JsonNode? desired, JsonNode? observed, CompareRules rules, List<FieldDifference> differences)
    {
        var rule = rules.Fields.Of(place.Path);
        if (rule.Class != FieldClass.Normalised && desired is JsonObject members && observed is JsonObject shown)
        {
            CompareObjects(place, members, shown, rules, differences);
            return;
        }

        var (left, right) = (desired, observed);
        if (rule.Class == FieldClass.Normalised)
        {
            var normalise = rule.Normalise ?? Normalisers.Text;
            (left, right) = (normalise(desired), normalise(observed));
        }

        var equal = rules.Mask ? LiteLLMMask.Matches(left, right, place.Hidden) : JsonEquality.AreEqual(left, right);
        if (!equal)
        {
            differences.Add(new(place.Path.ToString(), desired, observed, place.Secret));
        }
    }

    private static bool IsUncompared(FieldPath path, CompareRules rules)
    {
        return rules.Fields.Of(path).Class is FieldClass.WriteOnly or FieldClass.ServerOwned || rules.Ignore.Matches(path);
    }

    private static bool MaySilentlyMiss(string key, CompareRules rules)
    {
        return rules.Mask && LiteLLMMask.IsRemoved(key);
    }

    /// <summary>Whether a value that only one side has is no difference: null where null means absent, or an object of uncompared fields only.</summary>
    private static bool SaysNothing(FieldPath path, JsonNode? value, CompareRules rules)
    {
        return value switch
        {
            null => rules.NullMeansAbsent,
            JsonObject { Count: > 0 } members => members.All(member => IsUncompared(path.Child(member.Key), rules)
                || (member.Value is JsonObject && SaysNothing(path.Child(member.Key), member.Value, rules))),
            _ => false,
        };
    }

    /// <summary>A field and what the keys on the way to it say about its value.</summary>
    private readonly record struct Place(FieldPath Path, bool Hidden, bool Secret)
    {
        public Place Child(string key, CompareRules rules)
        {
            return new(Path.Child(key), Hidden || (rules.Mask && LiteLLMMask.IsMasked(key)), Secret || LiteLLMMask.IsSecretName(key));
        }
    }
}
