{{- /* Names, labels and the few values that are worked out. */ -}}

{{- define "alitellm-operator.name" -}}
{{ default "alitellm-operator" .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- /* For what is not in a namespace: two releases in one cluster must not share it. */ -}}
{{- define "alitellm-operator.clusterName" -}}
{{ .Release.Namespace }}-{{ include "alitellm-operator.name" . }}
{{- end }}

{{- define "alitellm-operator.serviceAccountName" -}}
{{ default (include "alitellm-operator.name" .) .Values.serviceAccount.name }}
{{- end }}

{{- define "alitellm-operator.selectorLabels" -}}
app.kubernetes.io/name: alitellm-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "alitellm-operator.labels" -}}
{{ include "alitellm-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "alitellm-operator.image" -}}
{{ .Values.image.repo }}:{{ default (printf "v%s" .Chart.AppVersion) .Values.image.tag }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- /* As the operator reads it: one namespace, a list, or *. */ -}}
{{- define "alitellm-operator.watchNamespace" -}}
{{ default .Release.Namespace .Values.watchNamespace | nospace }}
{{- end }}

{{- /* A Role with its binding, or both for the whole cluster: {root, name, namespace ("" for the cluster), rules}. */ -}}
{{- define "alitellm-operator.grant" -}}
{{- $kind := ternary "Role" "ClusterRole" (ne .namespace "") -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "alitellm-operator.labels" .root | nindent 4 }}
rules:
{{ .rules }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "alitellm-operator.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ .name }}
subjects:
- kind: ServiceAccount
  name: {{ include "alitellm-operator.serviceAccountName" .root }}
  namespace: {{ .root.Release.Namespace }}
{{- end }}
