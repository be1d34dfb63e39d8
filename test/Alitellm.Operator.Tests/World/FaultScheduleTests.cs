using System.Collections.Concurrent;
using System.Globalization;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>
/// Seeded fault schedules. <c>ALITELLM_SCHEDULES=500</c> runs that many, <c>ALITELLM_SEED=n</c> runs one alone.
/// </summary>
public sealed class FaultScheduleTests
{
    private static readonly ConcurrentDictionary<int, string> s_ends = new();

    [TestCaseSource(nameof(Seeds))]
    public void Whatever_goes_wrong_the_world_ends_as_if_nothing_had(int seed)
    {
        using var schedule = new FaultSchedule(seed).Run();

        string Explain()
        {
            return $"ALITELLM_SEED={seed}\n{schedule.Told}\n{schedule.World.Describe()}";
        }

        var expected = s_ends.GetOrAdd(seed % FaultSchedule.Scripts, EndWithoutFaults);
        Assert.That(schedule.End(), Is.EqualTo(expected), Explain);
        Assert.That(schedule.ForeignNow, Is.EqualTo(schedule.ForeignBefore), Explain);
    }

    [Test]
    public void The_same_seed_takes_the_same_course_to_the_byte([Range(1, 6)] int seed)
    {
        using var first = new FaultSchedule(seed).Run();
        using var second = new FaultSchedule(seed).Run();

        Assert.That(second.Journals(), Is.EqualTo(first.Journals()), $"ALITELLM_SEED={seed}");
    }

    private static string EndWithoutFaults(int script)
    {
        using var schedule = new FaultSchedule(script, withFaults: false).Run();
        return schedule.End();
    }

    private static IEnumerable<int> Seeds()
    {
        return Number("ALITELLM_SEED") is { } seed ? [seed] : Enumerable.Range(1, Number("ALITELLM_SCHEDULES") ?? 40);
    }

    private static int? Number(string variable)
    {
        return int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
