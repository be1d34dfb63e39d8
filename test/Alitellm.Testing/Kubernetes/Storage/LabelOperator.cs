namespace Alitellm.Testing.Kubernetes;

internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    NotExists,
}
