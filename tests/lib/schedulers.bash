# shellcheck shell=bash disable=SC2154
# How do tests divide work by schedulers: those that are here, and Slurm's
# sbatch as far as scripts of arrays see it.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Let no scheduler leave anything behind: all of them find their own directories
# below the test's.
scheduler_home () {
  mkdir -p "$BATS_TEST_TMPDIR/home"
  export HOME=$BATS_TEST_TMPDIR/home
  unset PARALLEL PARALLEL_HOME
}

# Another program of this name comes with moreutils.
need_parallel () {
  need_command parallel
  scheduler_home
  if [[ $(parallel --version </dev/null 2>/dev/null) != 'GNU parallel '* ]]; then
    skip "needs GNU parallel, and this one is another"
  fi
}

# Open MPI refuses root unless it is told twice, and where it has no network, not
# even a loopback, or no ssh, it starts nothing.
need_mpirun () {
  need_command mpirun
  scheduler_home
  mkdir -p "$BATS_TEST_TMPDIR/mpi"
  export TMPDIR=$BATS_TEST_TMPDIR/mpi
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  # In a chroot without /sys, its library tells of nothing else.
  export HWLOC_HIDE_ERRORS=2
  # shellcheck disable=SC2016 # each process expands it
  if [ "$(mpi 2 sh -c 'echo $OMPI_COMM_WORLD_SIZE' 2>/dev/null)" \
      != $'2\n2' ]; then
    skip "no mpirun of Open MPI starts here"
  fi
}

# Run a command by MPI as $1 processes.
mpi () {
  mpirun --oversubscribe -n "$1" "${@:2}" </dev/null 3>&-
}

# No process of MPI is left, and no directory.
mpi_is_gone () {
  holds "$BATS_TEST_TMPDIR/mpi"
  if grep -qsz "^TMPDIR=$BATS_TEST_TMPDIR/mpi$" /proc/[0-9]*/environ; then
    fail "mpirun has left a process"
  fi
}

# Make bin/sbatch, which runs a job at once, the tasks of an array one after the
# other, with the variables that Slurm sets.  It knows of sbatch what the cookbook
# uses: --array with numbers and ranges, --output with %a, --wrap, --dependency on
# a job that has succeeded, and --wait, with which the status is that of the task
# that fared worst.  In each directory jobs are numbered from 1, and tasks count.
make_sbatch () {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  cat >"$BATS_TEST_TMPDIR/bin/sbatch" <<'END_OF_SBATCH'
#!/bin/bash
set -eu
array=0 output=slurm-%a.out waits='' wrap='' after=''
given=()
while [[ ${1-} = -* ]]; do
  given+=("$1")
  shift
done
in_script=()
if [ $# -gt 0 ]; then
  mapfile -t in_script < <(sed -n 's/^#SBATCH //p' "$1" | xargs -n 1)
fi
for option in "${in_script[@]}" "${given[@]}"; do
  case $option in
    --array=*) array=${option#*=} ;;
    --dependency=afterok:*) after=${option#*:} ;;
    --output=*) output=${option#*=} ;;
    --wait) waits=yes ;;
    --wrap=*) wrap=${option#*=} ;;
    *) echo "sbatch: unrecognized option '$option'" >&2; exit 1 ;;
  esac
done
if [ -n "$wrap" ]; then
  set -- -c "$wrap"
fi
jobs=${0%/*}/jobs.${PWD##*/}
touch "$jobs"
if [ -n "$after" ] && [ "$(sed -n "${after}p" "$jobs")" != 0 ]; then
  echo "sbatch: job $after has failed" >&2
  exit 1
fi
tasks=()
for range in ${array//,/ }; do
  mapfile -t -O ${#tasks[@]} tasks < <(seq "${range%-*}" "${range#*-}")
done
export SLURM_ARRAY_TASK_COUNT=${#tasks[@]} SLURM_ARRAY_TASK_MIN=${tasks[0]} \
  SLURM_ARRAY_TASK_MAX=${tasks[-1]}
worst=0
for SLURM_ARRAY_TASK_ID in "${tasks[@]}"; do
  export SLURM_ARRAY_TASK_ID
  status=0
  sh "$@" >"${output//%a/$SLURM_ARRAY_TASK_ID}" 2>&1 </dev/null || status=$?
  worst=$((status > worst ? status : worst))
done
echo "Submitted batch job $(($(wc -l <"$jobs") + 1))"
for task in "${tasks[@]}"; do
  echo $worst >>"$jobs"
done
exit $((${#waits} ? worst : 0))
END_OF_SBATCH
  chmod +x "$BATS_TEST_TMPDIR/bin/sbatch"
}
