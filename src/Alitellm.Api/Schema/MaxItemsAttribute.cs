namespace Alitellm.Api.Schema;

/// <summary>The greatest number of items of the list.</summary>
public sealed class MaxItemsAttribute(int value) : SchemaAttribute
{
    public int Value { get; } = value;
}
