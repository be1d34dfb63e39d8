using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alitellm.Api.Schema;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the constraint attributes of a property into its schema and refuses combinations that make no sense.</summary>
internal static class Constraints
{
    /// <exception cref="SchemaException">An attribute does not fit the property's type or another attribute.</exception>
    public static void Add(JsonObject schema, PropertyInfo property, string member)
    {
        foreach (var attribute in property.GetCustomAttributes<SchemaAttribute>())
        {
            var target = attribute.OnItems ? schema["items"] as JsonObject : schema;
            Require(target is not null, member, $"{Name(attribute)} has OnItems, but the property is no list.");
            Add(target!, attribute, member);
        }

        AddListType(schema, property, member);
        AddFreeForm(schema, property, member);
        AddDefault(schema, property, member);
        CheckRange(schema, "minLength", "maxLength", member);
        CheckRange(schema, "minItems", "maxItems", member);
        CheckRange(schema, "minimum", "maximum", member);
    }

    private static void Add(JsonObject schema, SchemaAttribute attribute, string member)
    {
        var (type, key, value) = attribute switch
        {
            PatternAttribute a => ("string", "pattern", JsonValue.Create(ValidPattern(a.Pattern, member))),
            MinLengthAttribute a => ("string", "minLength", JsonValue.Create(a.Value)),
            MaxLengthAttribute a => ("string", "maxLength", JsonValue.Create(a.Value)),
            AllowedValuesAttribute a => ("string", "enum", (JsonNode)Values(a, member)),
            MinItemsAttribute a => ("array", "minItems", JsonValue.Create(a.Value)),
            MaxItemsAttribute a => ("array", "maxItems", JsonValue.Create(a.Value)),
            MinimumAttribute a => ("integer", "minimum", JsonValue.Create(a.Value)),
            MaximumAttribute a => ("integer", "maximum", JsonValue.Create(a.Value)),
            _ => throw new SchemaException(member, $"{Name(attribute)} is not known to the generator."),
        };
        var actual = (string)schema["type"]!;
        Require(actual == type || (type == "integer" && actual == "number"), member, $"{Name(attribute)} is for {type} values, not for {actual}.");
        Require(!schema.ContainsKey(key), member, $"{Name(attribute)}: {key} is given twice.");
        schema[key] = value;
    }

    private static void AddListType(JsonObject schema, PropertyInfo property, string member)
    {
        var mapKey = property.GetCustomAttribute<ListMapKeyAttribute>()?.Key;
        var isSet = property.GetCustomAttribute<ListSetAttribute>() is not null;
        if ((string)schema["type"]! != "array")
        {
            Require(mapKey is null && !isSet, member, "a list type is for lists.");
            return;
        }

        Require(mapKey is null || !isSet, member, "a list is a map or a set, not both.");
        var items = schema["items"]!;
        if (mapKey is not null)
        {
            Require(items["properties"]?[mapKey] is not null, member, $"the items have no property '{mapKey}' to be the key.");
            var isRequired = items["required"] is JsonArray required && required.Any(r => (string)r! == mapKey);
            Require(isRequired, member, $"the key '{mapKey}' has to be a required property of the items.");
            schema["x-kubernetes-list-map-keys"] = new JsonArray(mapKey);
        }

        Require(!isSet || (string)items["type"]! is not ("object" or "array"), member, "a set holds scalars.");
        schema["x-kubernetes-list-type"] = mapKey is not null ? "map" : isSet ? "set" : "atomic";
    }

    private static void AddFreeForm(JsonObject schema, PropertyInfo property, string member)
    {
        var free = property.GetCustomAttribute<PreserveUnknownFieldsAttribute>() is not null;
        Require(free == (property.PropertyType == typeof(JsonObject)), member, "JsonObject and [PreserveUnknownFields] go together.");
        if (free)
        {
            schema["x-kubernetes-preserve-unknown-fields"] = true;
        }
    }

    private static void AddDefault(JsonObject schema, PropertyInfo property, string member)
    {
        if (property.GetCustomAttribute<SchemaDefaultAttribute>() is not { } attribute)
        {
            return;
        }

        Require(property.GetCustomAttribute<RequiredAttribute>() is null, member, "a required property has no default.");
        try
        {
            var value = JsonNode.Parse(attribute.Json);
            var problem = DefaultCheck.Problem(schema, value);
            Require(problem is null, member, $"the default {attribute.Json} is not valid: {problem}.");
            schema["default"] = value;
        }
        catch (JsonException)
        {
            throw new SchemaException(member, $"the default {attribute.Json} is no JSON text.");
        }
    }

    private static void CheckRange(JsonObject schema, string low, string high, string member)
    {
        if (schema[low] is { } least && schema[high] is { } most)
        {
            Require(Number(least) <= Number(most), member, $"{low} is greater than {high}.");
        }
    }

    private static long Number(JsonNode node) => long.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonArray Values(AllowedValuesAttribute attribute, string member)
    {
        var values = attribute.Values;
        Require(values.Count > 0 && values.Distinct().Count() == values.Count, member, "allowed values have to be given, each once.");
        return new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
    }

    /// <summary>The API server reads patterns as RE2: what a non-backtracking engine refuses, it refuses too.</summary>
    private static string ValidPattern(string pattern, string member)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return pattern;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new SchemaException(member, $"the pattern {pattern} is not valid: {e.Message}");
        }
    }

    private static string Name(Attribute attribute) => $"[{attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}]";

    private static void Require(bool valid, string member, string problem)
    {
        if (!valid)
        {
            throw new SchemaException(member, problem);
        }
    }
}
