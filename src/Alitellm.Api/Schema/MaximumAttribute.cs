namespace Alitellm.Api.Schema;

/// <summary>The greatest value of the number, itself included.</summary>
public sealed class MaximumAttribute(long value) : SchemaAttribute
{
    public long Value { get; } = value;
}
