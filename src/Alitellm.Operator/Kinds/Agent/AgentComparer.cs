using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>Pure: how an agent differs from what is wanted. Everything can be repaired in place: its id is what others refer to.</summary>
internal static class AgentComparer
{
    private static readonly FieldTable s_fields = new(AgentFields.Limits.Select(limit => new FieldRule(limit, FieldClass.Normalised)));

    /// <summary>Entries of litellm_params that are ours or LiteLLM's.</summary>
    private static readonly string[] s_ownParams = [Marker.Key, "created_by", "updated_by"];

    private static readonly HashSet<string> s_addedParams = ["is_public"];

    public static Comparison Compare(AgentDesired desired, ObservedAgent observed, IgnorePaths ignore)
    {
        var differences = new List<FieldDifference>();
        differences.AddRange(CompareFields(desired, observed, ignore));
        differences.AddRange(CompareCard(desired.Card, observed, ignore));
        differences.AddRange(CompareParams(desired.Params, observed.Params, ignore));
        return new(differences, NeedsReplace: false);
    }

    /// <summary>Name, limits, headers, groups: as far as this LiteLLM shows them at all.</summary>
    private static IReadOnlyList<FieldDifference> CompareFields(AgentDesired desired, ObservedAgent observed, IgnorePaths ignore)
    {
        var (wanted, shown) = (new JsonObject(), new JsonObject());
        foreach (var key in AgentFields.Known.Union(desired.Body.Select(field => field.Key)).Where(key => key is not (AgentFields.Card or AgentFields.Params) && observed.Row.ContainsKey(key)))
        {
            var (value, actual) = (desired.Body[key], observed.Row[key]);
            Put(wanted, key, value);

            // LiteLLM shows the whole permission row, ids and all.
            Put(shown, key, key == AgentFields.Permission ? value is null ? null : Projected(actual, value) : actual);
        }

        return FieldComparer.Compare(wanted, shown, new() { Fields = s_fields, ExtraKeysDiffer = true, Ignore = ignore });
    }

    private static IReadOnlyList<FieldDifference> CompareCard(JsonObject desired, ObservedAgent observed, IgnorePaths ignore)
    {
        var (wanted, shown) = (new JsonObject(), new JsonObject());
        foreach (var (key, value) in desired)
        {
            // What LiteLLM does not keep it drops without a word.
            if (AgentFields.KnownOfCard.Contains(key) || observed.Card.ContainsKey(key))
            {
                Put(wanted, key, value);
            }
        }

        foreach (var (key, value) in observed.Card.Where(field => AgentFields.KnownOfCard.Contains(field.Key) || desired.ContainsKey(field.Key)))
        {
            Put(shown, key, value);
        }

        if (observed.IsFronted)
        {
            // Generated parts, and defaults where the card says nothing.
            foreach (var key in shown.Select(field => field.Key).Union(wanted.Select(field => field.Key)).Where(key => AgentFields.GeneratedInCard.Contains(key) || !wanted.ContainsKey(key)).ToList())
            {
                wanted.Remove(key);
                shown.Remove(key);
            }
        }

        return FieldComparer.Compare(wanted, shown, new() { Prefix = FieldPath.Root.Child(AgentFields.Card), ExtraKeysDiffer = true, Ignore = ignore });
    }

    private static IReadOnlyList<FieldDifference> CompareParams(JsonObject desired, JsonObject observed, IgnorePaths ignore)
    {
        var (wanted, shown) = (desired.DeepClone().AsObject(), observed.DeepClone().AsObject());
        foreach (var key in s_ownParams)
        {
            wanted.Remove(key);
            shown.Remove(key);
        }

        Unredact(wanted, shown);
        return FieldComparer.Compare(wanted, shown, new()
        {
            Prefix = FieldPath.Root.Child(AgentFields.Params),
            ExtraKeysDiffer = true,
            ServerOwnedKeys = s_addedParams,
            NullMeansAbsent = true,
            Ignore = ignore,
        });
    }

    /// <summary>Takes out of both sides what a read does not show; whether it changed is told by the hash of what was written.</summary>
    private static void Unredact(JsonObject wanted, JsonObject shown)
    {
        foreach (var (key, value) in shown.ToList())
        {
            if (ObservedAgent.IsRedacted(value))
            {
                wanted.Remove(key);
                shown.Remove(key);
            }
            else
            {
                Unredact(wanted[key], value);
            }
        }
    }

    private static void Unredact(JsonNode? wanted, JsonNode? shown)
    {
        switch (wanted, shown)
        {
            case (JsonObject left, JsonObject right):
                Unredact(left, right);
                break;
            case (JsonArray left, JsonArray right):
                foreach (var (first, second) in left.Zip(right))
                {
                    Unredact(first, second);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The value reduced to what is declared.</summary>
    private static JsonNode? Projected(JsonNode? actual, JsonNode declared)
    {
        return (actual, declared) is (JsonObject shown, JsonObject wanted)
            ? new JsonObject(wanted.Where(member => shown.ContainsKey(member.Key)).Select(member => KeyValuePair.Create(member.Key, shown[member.Key]?.DeepClone())))
            : actual;
    }

    /// <summary>Nothing, null and empty say the same in an agent.</summary>
    private static void Put(JsonObject target, string key, JsonNode? value)
    {
        if (value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))
        {
            target[key] = value.DeepClone();
        }
    }
}
