namespace Alitellm.LiteLLM;

/// <summary>An answer exceeded the cap while it was read.</summary>
public sealed class ResponseTooLargeException(int status, long limit)
    : Exception($"the answer is larger than {limit} bytes")
{
    public int Status { get; } = status;

    public long Limit { get; } = limit;
}
