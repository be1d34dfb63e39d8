namespace Alitellm.Api.Schema;

/// <summary>The least value of the number, itself included.</summary>
public sealed class MinimumAttribute(long value) : SchemaAttribute
{
    public long Value { get; } = value;
}
