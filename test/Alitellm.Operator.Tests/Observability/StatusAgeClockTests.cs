using Alitellm.Operator.Observability;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Observability;

internal sealed class StatusAgeClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void The_age_grows_with_time_and_starts_again_with_a_success()
    {
        var clock = new StatusAgeClock(_time, 10);
        clock.Touch(Key("a"));
        clock.Touch(Key("b"));
        _time.Advance(TimeSpan.FromSeconds(7));
        clock.Touch(Key("a"));
        Assert.That(clock.Ages(), Is.EquivalentTo([(Key("a"), TimeSpan.Zero), (Key("b"), TimeSpan.FromSeconds(7))]));
    }

    [Test]
    public void Beyond_the_capacity_the_stalest_object_goes()
    {
        var clock = new StatusAgeClock(_time, 2);
        clock.Touch(Key("a"));
        clock.Touch(Key("b"));
        clock.Touch(Key("a"));
        clock.Touch(Key("c"));
        Assert.That(clock.Ages().Select(static entry => entry.Key.Name), Is.EquivalentTo(["a", "c"]));
    }

    [Test]
    public void A_forgotten_object_is_gone_and_makes_room()
    {
        var clock = new StatusAgeClock(_time, 2);
        clock.Touch(Key("a"));
        clock.Touch(Key("b"));
        clock.Forget(Key("a"));
        clock.Forget(Key("never seen"));
        clock.Touch(Key("c"));
        Assert.That(clock.Ages().Select(static entry => entry.Key.Name), Is.EquivalentTo(["b", "c"]));
    }

    private static ObjectLabels Key(string name) => new("LiteLLMModel", "default", name);
}
