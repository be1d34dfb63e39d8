using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class OperatorHostTests
{
    [Test]
    public async Task Each_port_answers_its_own_paths_only()
    {
        await using TestHost host = await TestHost.StartAsync(new ScriptedRuntime());
        (int Status, string Body) metrics = await host.MetricsAsync("/metrics");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics.Status, Is.EqualTo(200));
            Assert.That(await host.ProbeAsync("/healthz"), Is.EqualTo((200, "ok")));
            Assert.That(await host.ProbeAsync("/readyz"), Is.EqualTo((200, "ok")));
            Assert.That((await host.MetricsAsync("/healthz")).Status, Is.EqualTo(404));
            Assert.That((await host.MetricsAsync("/readyz")).Status, Is.EqualTo(404));
            Assert.That((await host.ProbeAsync("/metrics")).Status, Is.EqualTo(404));
            Assert.That((await host.ProbeAsync("/")).Status, Is.EqualTo(404));
        }
    }

    [Test]
    public async Task Probes_pass_on_what_the_runtime_says()
    {
        var runtime = new ScriptedRuntime
        {
            Live = HealthReport.Failing("worker died"),
            Ready = HealthReport.Failing("LiteLLMModel is not synced", "Secret is not synced"),
        };
        await using TestHost host = await TestHost.StartAsync(runtime);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.ProbeAsync("/healthz"), Is.EqualTo((503, "worker died")));
            Assert.That(await host.ProbeAsync("/readyz"), Is.EqualTo((503, "LiteLLMModel is not synced\nSecret is not synced")));
        }
    }

    [Test]
    public async Task While_the_runtime_stops_the_ports_stay_open_alive_but_not_ready()
    {
        var runtime = new ScriptedRuntime { Obedient = false };
        await using TestHost host = await TestHost.StartAsync(runtime);
        Task<bool> stop = host.Host.StopAsync();
        await runtime.StopRequested;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.ProbeAsync("/healthz"), Is.EqualTo((200, "ok")));
            Assert.That(await host.ProbeAsync("/readyz"), Is.EqualTo((503, "the operator is stopping")));
            Assert.That(stop.IsCompleted, Is.False);
        }

        runtime.End();
        Assert.That(await stop, Is.True);
    }

    [Test]
    public async Task A_runtime_that_does_not_stop_is_abandoned_after_the_limit()
    {
        var time = new TimerWatchingTimeProvider();
        var runtime = new ScriptedRuntime { Obedient = false };
        await using TestHost host = await TestHost.StartAsync(runtime, timeProvider: time);
        Task<bool> stop = host.Host.StopAsync();
        await time.TimerArmed;
        time.Advance(OperatorHost.StopLimit - TimeSpan.FromTicks(1));
        Assert.That(stop.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await stop, Is.False);
        runtime.End();
    }

    [Test]
    public async Task A_runtime_that_fails_while_it_stops_makes_the_stop_unclean()
    {
        var runtime = new ScriptedRuntime { Obedient = false };
        await using TestHost host = await TestHost.StartAsync(runtime);
        Task<bool> stop = host.Host.StopAsync();
        runtime.Fail(new InvalidOperationException("broken"));
        Assert.That(await stop, Is.False);
    }

    [Test]
    public async Task After_the_runtime_has_ended_by_itself_nothing_is_well()
    {
        var runtime = new ScriptedRuntime();
        await using TestHost host = await TestHost.StartAsync(runtime);
        runtime.End();
        await host.Host.Completion;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.ProbeAsync("/healthz"), Is.EqualTo((503, "the runtime has ended")));
            Assert.That(await host.ProbeAsync("/readyz"), Is.EqualTo((503, "the runtime has ended")));
        }
    }

    [Test]
    public async Task Disposing_a_running_host_stops_its_runtime_first()
    {
        var runtime = new ScriptedRuntime();
        TestHost host = await TestHost.StartAsync(runtime);
        await host.DisposeAsync();
        Assert.That((runtime.StopRequested.IsCompleted, host.Host.Completion.IsCompleted), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Ports_that_are_off_have_no_address()
    {
        await using TestHost host = await TestHost.StartAsync(
            new ScriptedRuntime(), TestHost.Options with { MetricsBindAddress = BindAddress.Off, HealthProbeBindAddress = BindAddress.Off });
        Assert.That((host.Host.MetricsAddress, host.Host.HealthProbeAddress), Is.EqualTo(((Uri?)null, (Uri?)null)));
    }

    [Test]
    public async Task A_port_that_is_taken_fails_the_start()
    {
        await using TestHost host = await TestHost.StartAsync(new ScriptedRuntime());
        OperatorOptions taken = TestHost.Options with { MetricsBindAddress = BindAddress.OnLoopback(host.Host.MetricsAddress!.Port) };
        Assert.That(async () => await TestHost.StartAsync(new ScriptedRuntime(), taken), Throws.InstanceOf<IOException>());
    }
}
