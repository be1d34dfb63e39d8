namespace Alitellm.Api.Schema;

/// <summary>The only values the string may have. A C# enum needs no attribute: its member names are the values.</summary>
public sealed class AllowedValuesAttribute(params string[] values) : SchemaAttribute
{
    public IReadOnlyList<string> Values { get; } = values;
}
