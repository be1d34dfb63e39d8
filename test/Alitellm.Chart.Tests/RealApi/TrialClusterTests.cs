using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;

namespace Alitellm.Chart.Tests.RealApi;

/// <summary>What hack/k3d-up.sh and its siblings do, as far as it goes without containers.</summary>
public sealed class TrialClusterTests
{
    [Test]
    public async Task Everything_it_sends_to_Kubernetes_is_taken()
    {
        await using var cluster = await RealCluster.StartAsync();

        cluster.Run("hack/k3d-up.sh", "--objects-only", cluster.Kubeconfig);
        cluster.AwaitDefinitions();
        cluster.Run("bash", "-euc", ". hack/k3d/lib.sh; kubeconfig=$1; install_samples", "samples", cluster.Kubeconfig);

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Kubectl("get", "deployments", "--all-namespaces", "-o", "name"), Does.Contain("alitellm-operator").And.Contain("litellm").And.Contain("postgres"));
            Assert.That(cluster.Kubectl("get", "litellmconnection", "default", "-o", "jsonpath={.spec.endpoint}"), Is.EqualTo("http://litellm.litellm.svc:4000"));
        });
    }

    [Test]
    public void What_is_missing_is_said_in_one_sentence([Values("k3d-up.sh", "k3d-e2e.sh", "k3d-down.sh")] string script, [Values("docker", "k3d")] string missing)
    {
        var sentence = missing == "docker"
            ? "docker is not installed: the trial cluster runs in containers.\n"
            : "k3d is not installed: it makes the trial cluster (https://k3d.io).\n";
        var folder = Directory.CreateTempSubdirectory("alitellm-path-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "dirname"), "/usr/bin/dirname");
            foreach (var there in ((string[])["docker", "k3d", "kubectl"]).Where(there => there != missing))
            {
                File.CreateSymbolicLink(Path.Combine(folder, there), "/bin/true");
            }

            var outcome = Tool.Run("/usr/bin/env", [$"PATH={folder}", "/bin/bash", Repository.File("hack", script)], input: null, kubeconfig: null);

            Assert.That((outcome.ExitCode, outcome.Output, outcome.Error), Is.EqualTo((1, "", sentence)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
