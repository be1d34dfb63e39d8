namespace Alitellm.Api.Schema;

/// <summary>The greatest number of characters of the string.</summary>
public sealed class MaxLengthAttribute(int value) : SchemaAttribute
{
    public int Value { get; } = value;
}
