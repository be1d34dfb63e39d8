using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Identity of the items of a list map.</summary>
internal static class ListKeys
{
    /// <summary>Canonical JSON of the item's key fields in alphabetical order, defaults filled in.</summary>
    public static string Of(JsonObject item, StructuralSchema list)
    {
        var key = new JsonObject();
        foreach (var name in list.ListMapKeys.Order(StringComparer.Ordinal))
        {
            if ((item[name] ?? list.Items?.Properties.GetValueOrDefault(name)?.Default) is { } value)
            {
                key[name] = value.DeepClone();
            }
        }

        return JsonText.Compact(key);
    }
}
