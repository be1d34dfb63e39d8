namespace Alitellm.Api.Schema;

/// <summary>The least number of items of the list.</summary>
public sealed class MinItemsAttribute(int value) : SchemaAttribute
{
    public int Value { get; } = value;
}
