using System.Runtime.InteropServices;
using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class TerminationSignalsTests
{
    [Test]
    public void The_first_signal_asks_for_a_stop_and_is_kept_from_the_system()
    {
        using var signals = TerminationSignals.Create();
        var context = new PosixSignalContext(PosixSignal.SIGTERM);
        signals.OnSignal(context);
        Assert.That((context.Cancel, signals.Requested.IsCancellationRequested), Is.EqualTo((true, true)));
    }

    [Test]
    public void The_second_signal_is_left_to_the_system()
    {
        using var signals = TerminationSignals.Create();
        signals.OnSignal(new PosixSignalContext(PosixSignal.SIGTERM));
        var second = new PosixSignalContext(PosixSignal.SIGINT);
        signals.OnSignal(second);
        Assert.That(second.Cancel, Is.False);
    }
}
