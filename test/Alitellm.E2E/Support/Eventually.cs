using NUnit.Framework;

namespace Alitellm.E2E.Support;

/// <summary>Waits for what must become true, by asking.</summary>
internal static class Eventually
{
    /// <summary>Generous: it is only reached by something that does not happen at all.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the answer is there.</summary>
    /// <param name="what">What is waited for, in words.</param>
    /// <param name="ask">The answer, or why there is none yet.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<(T? Answer, string Problem)>> ask)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(s_interval, TimeProvider.System);
        while (true)
        {
            var (answer, problem) = await ask();
            if (answer is not null)
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new AssertionException($"{what}: not after {Limit.TotalSeconds} s; {problem}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    public static Task TrueAsync(string what, Func<Task<bool>> ask) =>
        GetAsync(what, async () => (await ask() ? what : null, "it is not so"));

    public static Task TrueAsync(string what, Func<bool> ask) => TrueAsync(what, () => Task.FromResult(ask()));
}
