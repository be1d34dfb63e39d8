namespace Alitellm.LiteLLM.Tests.Support;

internal static class Failures
{
    /// <summary>The error a call ends with.</summary>
    public static Task<LiteLLMException> FailureAsync(this Task call) => call.FailureAsync<LiteLLMException>();

    /// <inheritdoc cref="FailureAsync(Task)"/>
    public static async Task<T> FailureAsync<T>(this Task call)
        where T : Exception
    {
        try
        {
            await call;
        }
        catch (T error)
        {
            return error;
        }

        throw new AssertionException($"the call succeeded; a {typeof(T).Name} was expected");
    }
}
