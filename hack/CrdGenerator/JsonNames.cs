using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.CrdGenerator;

/// <summary>The properties of a type as its JSON shows them.</summary>
internal static class JsonNames
{
    public static IReadOnlyList<PropertyInfo> Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(Of, StringComparer.Ordinal)];

    public static string Of(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
