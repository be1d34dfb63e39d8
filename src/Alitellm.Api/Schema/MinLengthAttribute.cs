namespace Alitellm.Api.Schema;

/// <summary>The least number of characters of the string.</summary>
public sealed class MinLengthAttribute(int value) : SchemaAttribute
{
    public int Value { get; } = value;
}
