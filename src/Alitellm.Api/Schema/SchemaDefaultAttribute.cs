namespace Alitellm.Api.Schema;

/// <summary>The value the API server fills in when the property is absent.</summary>
/// <param name="json">The value as JSON text: <c>5</c>, <c>"Orphan"</c>, <c>{"observedGeneration":-1}</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaDefaultAttribute(string json) : Attribute
{
    public string Json { get; } = json;
}
