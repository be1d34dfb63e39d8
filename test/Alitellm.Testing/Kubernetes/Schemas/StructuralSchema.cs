using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alitellm.Testing.Kubernetes;

/// <summary>A node of a CRD's OpenAPI v3 schema. CEL rules are read by nobody here.</summary>
internal sealed class StructuralSchema
{
    private readonly JsonObject _raw;

    public StructuralSchema(JsonObject raw)
    {
        _raw = raw;
        Type = Text("type");
        Format = Text("format");
        Nullable = Flag("nullable");
        PreservesUnknown = Flag("x-kubernetes-preserve-unknown-fields");
        IntOrString = Flag("x-kubernetes-int-or-string");
        EmbeddedResource = Flag("x-kubernetes-embedded-resource");
        ListType = Text("x-kubernetes-list-type");
        ListMapKeys = Strings("x-kubernetes-list-map-keys");
        IsAtomicMap = Text("x-kubernetes-map-type") == "atomic";
        Required = Strings("required");
        Default = raw["default"];
        Enum = raw["enum"] as JsonArray;
        PatternText = Text("pattern");
        Pattern = PatternText.Length == 0 ? null : new Regex(PatternText, RegexOptions.ECMAScript | RegexOptions.CultureInvariant);
        Minimum = Number("minimum");
        Maximum = Number("maximum");
        ExclusiveMinimum = Flag("exclusiveMinimum");
        ExclusiveMaximum = Flag("exclusiveMaximum");
        MultipleOf = Number("multipleOf");
        MinLength = Count("minLength");
        MaxLength = Count("maxLength");
        MinItems = Count("minItems");
        MaxItems = Count("maxItems");
        MinProperties = Count("minProperties");
        MaxProperties = Count("maxProperties");
        Properties = raw["properties"] is JsonObject properties
            ? properties.ToDictionary(p => p.Key, p => new StructuralSchema((JsonObject)p.Value!), StringComparer.Ordinal)
            : [];
        Items = raw["items"] is JsonObject items ? new StructuralSchema(items) : null;
        AdditionalProperties = raw["additionalProperties"] is JsonObject additional ? new StructuralSchema(additional) : null;
        AllowsAdditional = AdditionalProperties is not null || Flag("additionalProperties");
        AllOf = Schemas("allOf");
        AnyOf = Schemas("anyOf");
        OneOf = Schemas("oneOf");
        Not = raw["not"] is JsonObject not ? new StructuralSchema(not) : null;
    }

    public string Type { get; }

    public string Format { get; }

    public bool Nullable { get; }

    public bool PreservesUnknown { get; }

    public bool IntOrString { get; }

    public bool EmbeddedResource { get; }

    /// <summary><c>map</c>, <c>set</c>, <c>atomic</c> or empty (atomic).</summary>
    public string ListType { get; }

    public IReadOnlyList<string> ListMapKeys { get; }

    public bool IsAtomicMap { get; }

    public IReadOnlyList<string> Required { get; }

    public JsonNode? Default { get; }

    public JsonArray? Enum { get; }

    public string PatternText { get; }

    public Regex? Pattern { get; }

    public double? Minimum { get; }

    public double? Maximum { get; }

    public bool ExclusiveMinimum { get; }

    public bool ExclusiveMaximum { get; }

    public double? MultipleOf { get; }

    public int? MinLength { get; }

    public int? MaxLength { get; }

    public int? MinItems { get; }

    public int? MaxItems { get; }

    public int? MinProperties { get; }

    public int? MaxProperties { get; }

    public IReadOnlyDictionary<string, StructuralSchema> Properties { get; }

    public StructuralSchema? Items { get; }

    public StructuralSchema? AdditionalProperties { get; }

    public bool AllowsAdditional { get; }

    public IReadOnlyList<StructuralSchema> AllOf { get; }

    public IReadOnlyList<StructuralSchema> AnyOf { get; }

    public IReadOnlyList<StructuralSchema> OneOf { get; }

    public StructuralSchema? Not { get; }

    /// <summary>The schema of a member of a map, known or additional; null when nothing is said about it.</summary>
    public StructuralSchema? Member(string name) => Properties.GetValueOrDefault(name) ?? AdditionalProperties;

    private string Text(string key) => _raw[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private bool Flag(string key) => _raw[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private double? Number(string key) => _raw[key] is JsonValue value ? JsonNumbers.ToDouble(value) : null;

    private int? Count(string key) => Number(key) is { } number ? (int)number : null;

    private IReadOnlyList<string> Strings(string key) => _raw[key] is JsonArray list ? [.. list.Select(v => v!.ToString())] : [];

    private IReadOnlyList<StructuralSchema> Schemas(string key) =>
        _raw[key] is JsonArray list ? [.. list.OfType<JsonObject>().Select(s => new StructuralSchema(s))] : [];
}
