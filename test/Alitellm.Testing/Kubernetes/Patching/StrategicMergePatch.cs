using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// Strategic merge for the served built-in kinds: lists with a known merge key are merged by it, lists of scalars that are sets are
/// united, all others replaced. Knows <c>$patch</c>, <c>$deleteFromPrimitiveList</c>; the order directives are ignored.
/// </summary>
internal static class StrategicMergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch) => Merge(target, patch, "");

    private static JsonObject Merge(JsonObject target, JsonObject patch, string path)
    {
        if ((string?)patch["$patch"] == "replace")
        {
            target.Clear();
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith('$'))
            {
                DeleteFromList(target, name, value);
                continue;
            }

            var at = path.Length == 0 ? name : $"{path}.{name}";
            switch (value)
            {
                case null:
                case JsonObject map when (string?)map["$patch"] == "delete":
                    target.Remove(name);
                    break;
                case JsonObject map:
                    var child = target[name] as JsonObject ?? [];
                    target.Remove(name);
                    target[name] = Merge(child, map, at);
                    break;
                case JsonArray list when MergeKey(at) is { } key:
                    target[name] = MergeList(target[name] as JsonArray ?? [], list, key, at);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }

        return target;
    }

    /// <summary>Key field of a list merged by it; empty for a set of scalars; null for a list that is replaced.</summary>
    private static string? MergeKey(string path) => path switch
    {
        "metadata.ownerReferences" => "uid",
        "metadata.finalizers" => "",
        "secrets" or "imagePullSecrets" => "name",
        "status.conditions" => "type",
        _ => null,
    };

    private static JsonArray MergeList(JsonArray target, JsonArray patch, string key, string path)
    {
        var result = target.Select(i => i?.DeepClone()).ToList();
        foreach (var item in patch)
        {
            if (key.Length == 0)
            {
                if (!result.Any(r => JsonNode.DeepEquals(r, item)))
                {
                    result.Add(item?.DeepClone());
                }
            }
            else if (item is JsonObject map)
            {
                MergeItem(result, map, key, path);
            }
        }

        return [.. result];
    }

    private static void MergeItem(List<JsonNode?> result, JsonObject item, string key, string path)
    {
        if ((string?)item["$patch"] == "replace" && item[key] is null)
        {
            result.Clear();
            return;
        }

        var at = result.FindIndex(r => r is JsonObject o && JsonNode.DeepEquals(o[key], item[key]));
        if ((string?)item["$patch"] == "delete")
        {
            result.RemoveAll(r => r is JsonObject o && JsonNode.DeepEquals(o[key], item[key]));
        }
        else if (at >= 0)
        {
            result[at] = Merge((JsonObject)result[at]!, item, path);
        }
        else
        {
            result.Add(item.DeepClone());
        }
    }

    private static void DeleteFromList(JsonObject target, string directive, JsonNode? values)
    {
        const string prefix = "$deleteFromPrimitiveList/";
        if (directive.StartsWith(prefix, StringComparison.Ordinal) && target[directive[prefix.Length..]] is JsonArray list && values is JsonArray gone)
        {
            target[directive[prefix.Length..]] = new JsonArray(
                [.. list.Where(i => !gone.Any(g => JsonNode.DeepEquals(g, i))).Select(i => i?.DeepClone())]);
        }
    }
}
